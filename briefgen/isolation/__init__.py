"""A function of ours run in a worker process, within limits of time, memory and length.

What was written by others (a template, a document) is not run beside the user's own data::

    limits = Limits(seconds=10, memory=512_000_000, answer=5_000_000)
    supervisor = Supervisor("briefgen.composition.worker:answer", limits)
    match supervisor.call({"any": "JSON"}, b"and the bytes of a document"):
        case Answer(value): ...
        case Failure(kind, words, frames): ...

``supervisor`` keeps a worker, ``process`` is that worker seen from here and ``worker`` from within;
``confinement`` is what it gives up before it is asked anything; ``frames`` tells where it was when
it ended; ``messages`` is how both talk. Nothing here knows what the function does.
"""

from briefgen.isolation.outcomes import Answer, Failure, FailureKind, Frame, Limits, Outcome
from briefgen.isolation.supervisor import Supervisor

__all__ = ["Answer", "Failure", "FailureKind", "Frame", "Limits", "Outcome", "Supervisor"]
