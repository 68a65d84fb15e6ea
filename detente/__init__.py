"""detente reads news of relations between states and keeps a record that shows its sources."""

__version__ = "0.1.0"
