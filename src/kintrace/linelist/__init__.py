"""Line lists, CSV or workbooks, as people keep them: read tolerantly, and nothing dropped without a word."""

from kintrace.linelist.bounds import Most
from kintrace.linelist.listed import COLUMNS, ColumnReading, Entry, LineList, Problem, Severity
from kintrace.linelist.reading import read_list

__all__ = ["COLUMNS", "ColumnReading", "Entry", "LineList", "Most", "Problem", "Severity", "read_list"]
