"""Components of the spaCy pipeline `en_minutes`, one a file; `matters_arising.nlp.pipeline` puts them together."""
