"""Run the command line as `python -m prestatieafspraken.cli`."""

from prestatieafspraken.cli import main

main()
