"""kintrace: family tracing and reunification for children separated by armed conflict."""

__version__ = "0.1.0"
