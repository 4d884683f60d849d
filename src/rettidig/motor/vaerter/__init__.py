"""Where work is done: hosts that answer a task (``rettidig.motor.opgaver``) block by block."""
