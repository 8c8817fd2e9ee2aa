"""`python -m cjm_plugin` is `cjm`."""

from cjm_plugin.cli import main

if __name__ == "__main__":
    main()
