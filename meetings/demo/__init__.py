"""Demo data: records of groups in files beside this one, and a made-up group that lives around the day it is loaded."""
