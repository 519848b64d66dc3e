"""A brief held against its sources, line by line."""

from briefgen.verification.replay import verify_brief, verify_dossier
from briefgen.verification.verdicts import Checked, Verdict

__all__ = ["Checked", "Verdict", "verify_brief", "verify_dossier"]
