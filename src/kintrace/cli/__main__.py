"""`python -m kintrace.cli` is the same as `kintrace`."""

from kintrace.cli.main import run

if __name__ == "__main__":
    run()
