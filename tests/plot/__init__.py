"""Plots by their structure: words, boxes, places; not pixels."""
