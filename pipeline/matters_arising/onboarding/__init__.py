"""A new body: what a few of its documents show, what to ask a person about them, and what the answers let expect."""
