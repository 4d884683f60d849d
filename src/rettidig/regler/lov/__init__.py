"""The acts, one folder each: rule files beside the compositions and cases that belong to them."""
