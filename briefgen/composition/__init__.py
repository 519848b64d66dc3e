"""A brief and a template in, a document out: ``loader`` finds templates, ``compose`` fills them.

Listing templates must be quick, so nothing is imported here: ``compose`` brings Jinja2 and
markdown-it-py with it, ``loader`` does not.
"""
