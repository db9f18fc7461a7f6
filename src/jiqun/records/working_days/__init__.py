"""Working days 工作日: the years whose holidays and make-up days the region has entered."""
