"""Claims in words (持平, 连续三年增长, 历史新高, 由负转正): found in the text, settled by series of figures."""
