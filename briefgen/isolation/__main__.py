"""The worker: ``python -m briefgen.isolation FUNCTION LIMITS``, started by the supervisor."""

from briefgen.isolation.worker import main

main()
