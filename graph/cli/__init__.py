"""The command line: parse, call the function, print."""
