"""Many briefs from many sources: a plan, workers that make whole briefs, a manifest of the run.

``plan`` says which briefs there are, by ``entries`` that people write or ``topics`` that sources
are sorted into; ``running`` hands them to workers and keeps what they tell; ``shards`` is what runs
wherever the workers are, ``worker`` what runs within one; ``ledger`` is the manifest, ``locking``
keeps two runs apart, ``keys`` says what a brief follows from, ``outdated`` what of it is old,
``summing`` adds up, with what ``counting`` tells; ``watching``
does it all again where sources change.
"""
