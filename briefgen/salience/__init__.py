"""How much a sentence matters: a linear model over features that can be told in words.

``features`` measures sentences, ``coverage`` what a set of sentences tells together, ``order``
whether their order means something, and ``ranker`` weighs it all with the coefficients in
``coefficients.json``, which ``MODEL_CARD.md`` describes.
"""
