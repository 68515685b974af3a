# The date field: words of the field that reads a date the way people write it.

kit-period-example = 27/11, Friday, end of the month, Q2 2027
kit-period-unread = This date is not clear. For instance: 27/11, Friday, Q2 2027.
