# ruff: noqa: E501 (a paragraph is a line)
"""Texts of an invented affair: a dispatch, what others made of it, and reports that owe it nothing."""

from __future__ import annotations

DISPATCH = """Veldmark and Ostrany agree on ferry fees after a week of blocked quays

VARHOLM - Veldmark and Ostrany agreed on Thursday to halve the fees for ferries across the Lerwen strait, ending a dispute that had kept 37 ships at anchor for a week.

Transport Minister Ilse Brandvold signed the paper for Veldmark, Deputy Minister Teodor Kasprik for Ostrany. The talks in the old customs house of Varholm lasted eleven hours.

"Nobody wins when a quay stands empty," Brandvold told reporters. "We have learned that at some cost."

Ostrany had doubled the fees on 3 May, saying that dredging the channel cost 14 million crowns a year. Veldmark answered by sending pilots home and closing two of the four berths at Sandnas.

From Monday a ship pays 260 crowns for a passage. A commission of six engineers is to examine the accounts of the dredging company Mudderverk by 1 September.

Kasprik said that haulers had lost about 9 million crowns. He rejected a demand of the Seamen's League to pay for it.

The strait carries some 4,200 lorries a day. A treaty of 1958 gives both coasts the same rights in it."""

HEAVY = """Passage across the Lerwen to become cheaper

Ships crossing the Lerwen strait are to be charged half as much as before, it was settled on Thursday between Ostrany and Veldmark; 37 vessels had been lying at anchor over the quarrel for seven days.

The signatures came from Ilse Brandvold, in charge of transport in Veldmark, and Ostrany's deputy minister Teodor Kasprik, once eleven hours had been spent at Varholm in a former customs building.

An idle harbour was a loss to everyone, as both had found out dearly, Brandvold let the press know.

Charges had been raised to twice their level by Ostrany on 3 May on the ground that 14 million crowns were needed each year to keep the channel deep. Pilots were thereupon recalled by Veldmark, and of the four berths of Sandnas two were shut.

The price of a crossing will be 260 crowns, beginning Monday. The books of Mudderverk, which does the dredging, will be gone through by six engineers until 1 September.

Losses of freight firms were put at around 9 million crowns by Kasprik, who would not hear of compensation as called for by the Seamen's League.

Every day 4,200 lorries or so use the strait, to which the coasts have had equal claims by treaty since 1958."""

INDEPENDENT = """Sandnas dockers go back to work as ferry row ends

SANDNAS - The first horn sounded at half past five on Friday. By noon five ferries had left for the Ostrany coast, and the bakery on the pier had sold out.

"My children asked every morning whether the sea was broken," said Gudrun Aasen, who drives a forklift on berth three.

The night before, ministers in Varholm had put their names to a truce over what ships pay in the Lerwen strait. Ilse Brandvold called her counterpart a patient man; the opposition in Veldmark called the deal a gift.

Lars Ekholm of the Conservatives wants parliament to see the text before it takes effect. His party counts 88 seats of 175 together with the Farmers' Union.

Shares of the shipping line Nordfahrt rose 6.4 percent in Ravenna. The firm had moved 900 containers to trains during the blockade and will bill its customers for that.

In the Ostrany capital Teodor Kasprik was received with whistles by 300 seamen who had hoped for damages."""

OTHER = """Heat wave closes schools in three provinces of Tamberia

TAMBA - Schools in the provinces of Oru, Palesh and South Medin will stay closed until next Wednesday because of the heat, the Education Ministry of Tamberia said.

Thermometers in the town of Palesh showed 47.8 degrees on Sunday, the highest figure since measurements began in 1911.

Health officer Nadira Osmani said that 62 people had been treated for heat stroke in two days, most of them harvest workers.

The water company of Oru reduced the pressure in its mains by a third between noon and six. Farmers there expect to lose a fifth of their apricots.

Forecasters see cooler air from the Gulf of Sarn by the end of the week. Trains between Tamba and Medin run at 60 kilometres an hour because the rails have bent."""


def bulletin(day: int, numbers: tuple[int, ...]) -> str:
    """A form that an army fills in every day."""
    guns, tanks, trucks, drones, men = numbers
    return f"""The general staff of Ostrany reports the situation as of the morning of {day} June

Since the beginning of the fighting on the northern heights the enemy has lost the following equipment and personnel, according to figures that are being verified by our units in the field and may still change.

Artillery pieces destroyed or captured amount to {guns}, of which a good part were towed. Tanks and other armoured vehicles put out of action amount to {tanks}, counting those left behind on the retreat.

Trucks and fuel carriers burnt on the roads amount to {trucks}. Unmanned aircraft brought down over the sea and over land amount to {drones}.

Soldiers killed or wounded are estimated at {men}. The data are made more precise as they come in, and the fight goes on along the whole of the front."""


def paragraphs(text: str) -> tuple[str, list[str]]:
    """The title and the paragraphs."""
    title, _, body = text.partition("\n\n")
    return title, body.split("\n\n")


def text_of(title: str, parts: list[str]) -> str:
    """A title and paragraphs as a text."""
    return "\n\n".join([title, *parts])


def republished() -> str:
    """The dispatch under another title and with an outlet's lines around it."""
    _, parts = paragraphs(DISPATCH)
    return text_of(
        "Ferry fees halved", ["By our desk in Varholm", *parts, "Read also: The ten best beaches of the strait"]
    )


def cut() -> str:
    """The dispatch's first half."""
    title, parts = paragraphs(DISPATCH)
    return text_of(title, parts[:3])


def merged() -> str:
    """The dispatch with another text's paragraphs between its own."""
    title, parts = paragraphs(DISPATCH)
    _, others = paragraphs(OTHER)
    both = [part for at, part in enumerate(parts) for part in (part, *others[at : at + 1])]
    return text_of(title, both)
