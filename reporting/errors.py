"""What can go wrong between a recording and its report.

models.errors.PromenadeError
└── ReportingError
    ├── SourceUnreadable       a file is not what it says, is empty, damaged or refused
    ├── SourceBusy             another process is importing the same recording
    ├── WorkFailed             the work folder cannot be written: full disk, no rights
    ├── NothingSaid            there are no words to report on
    ├── RenderUnavailable      a format needs an extra that is not installed
    ├── PlanUnusable           an edited plan, report or sheet cannot be read back
    └── OutputFailed           a document cannot be written where it should go
"""

from __future__ import annotations

from models.errors import PromenadeError


class ReportingError(PromenadeError):
    """Anything between a recording and its report."""


class SourceUnreadable(ReportingError):
    """A file is not what it says, is empty, damaged or refused."""

    exit_code = 2


class SourceBusy(ReportingError):
    """Another process is importing the same recording."""


class WorkFailed(ReportingError):
    """The work folder cannot be written: full disk, no rights."""

    exit_code = 5


class NothingSaid(ReportingError):
    """There are no words to report on."""


class RenderUnavailable(ReportingError):
    """A format needs an extra that is not installed."""

    exit_code = 4


class PlanUnusable(ReportingError):
    """An edited plan, report or sheet cannot be read back."""

    exit_code = 2


class OutputFailed(ReportingError):
    """A document cannot be written where it should go."""

    exit_code = 5
