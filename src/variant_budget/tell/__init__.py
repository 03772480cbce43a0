"""The verdict and what it rests on -> the report and the summary, as finished values.

Every sentence and every rounded figure is made here; renderers only lay out and escape.
"""
