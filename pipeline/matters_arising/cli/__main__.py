"""`python -m matters_arising.cli` is the command `matters`."""

from matters_arising.cli import main

if __name__ == "__main__":
    main()
