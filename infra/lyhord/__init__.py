"""What stands around Lyhörd: the local engine, the operator's command line, build and deploy steps."""
