"""A brief held against its sources, line by line."""

from briefgen.verification.page import verify_printed
from briefgen.verification.replay import verify_brief, verify_dossier
from briefgen.verification.verdicts import Checked, Near, Verdict

__all__ = ["Checked", "Near", "Verdict", "verify_brief", "verify_dossier", "verify_printed"]
