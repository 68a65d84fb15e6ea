"""Stories: copies and rewrites of one text, articles on one happening, one event in many, agreement and dispute."""
