"""``python -m grader``: the same command as the console script."""

from grader.cli.main import main

if __name__ == "__main__":
    main()
