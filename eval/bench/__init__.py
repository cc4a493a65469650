"""How fast, and at what cost in memory, beside the pipeline a LlamaIndex tutorial gives: on one machine, in one run.

Absolute times belong to a machine; ratios travel. Every measure is a cost (seconds, milliseconds, megabytes), every
ratio is the peer's cost by ours, and each repeat gives one ratio, of which the median counts. Other work on the machine
slows the peer's two threads more than our one, so each question is also told, and judged, at its fastest.
"""
