from tournevis.diagnosis.tests.small import device, small_base

__all__ = ["device", "small_base"]
