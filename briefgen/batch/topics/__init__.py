"""Which sources tell of one thing: a brief for each topic in a folder.

``terms`` says what a source is about, ``clustering`` which of them belong together, ``naming`` what
a topic is called, ``planning`` makes the plan of a run of it. Nothing is parsed: ten thousand
articles are sorted while a parser would read some hundred.
"""
