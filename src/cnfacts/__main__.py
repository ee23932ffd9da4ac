"""`python -m cnfacts`: the command line."""

from cnfacts.cli.app import main

if __name__ == "__main__":
    main()
