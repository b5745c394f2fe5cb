"""For Django people; `kintrace manage` is the same."""

from kintrace.cli.manage import main

if __name__ == "__main__":
    main()
