# The date field: words of the field that reads a date the way people write it.

kit-period-example = 12/03/2027, March 2027, Q2 2027
kit-period-unread = This date is not clear. Write for instance 12/03/2027, March 2027 or Q2 2027.
