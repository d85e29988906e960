"""The unattended run: what is new is fetched and read, the site rebuilt, people told, and all of it reported."""
