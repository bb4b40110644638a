"""The exit codes, and the one mapping from what went wrong to a code."""

from __future__ import annotations

from enum import IntEnum

import click


class ExitCode(IntEnum):
    """What a script may rely on (the contract's table)."""

    OK = 0
    FOUND = 1
    USAGE = 2
    INVALID = 3
    UNAVAILABLE = 4
    FAULT = 70


class Refusal(Exception):  # noqa: N818 - it is no error of the program's
    """Nothing can be answered: why, what to do about it, and the code to end with."""

    def __init__(self, message: str, hint: str = "", code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


def exit_code_of(error: BaseException, *, monitored: bool = False) -> ExitCode:
    """The code that an exception ends the process with.

    To a monitoring system 3 is all that is no answer, whatever it was; 1 and 2 would be alarms.
    """
    if monitored:
        return ExitCode.INVALID
    if isinstance(error, BrokenPipeError):
        return ExitCode.OK
    if isinstance(error, Refusal):
        return error.code
    if isinstance(error, (click.UsageError, click.Abort, KeyboardInterrupt)):
        return ExitCode.USAGE
    if isinstance(error, (OSError, click.FileError)):
        return ExitCode.UNAVAILABLE
    return ExitCode.FAULT
