"""Make every part of a project in this process: what the work costs without processes and jobs.

python benchmarks/one_process.py PROJECT
"""

from __future__ import annotations

import sys
from pathlib import Path

from evaluering.cli.making import make
from evaluering.config.project import load_project
from evaluering.speaking import speak
from evaluering.thrift import be_thrifty
from evaluering.workflow.flow import Flow

if __name__ == "__main__":
    speak()
    be_thrifty()
    flow = Flow(load_project(Path(sys.argv[1])))
    make(flow, flow.parts, again=True)
