# Two versions to decide between.

conflicts-title = Two versions to decide between
conflicts-sentence = Two people wrote in the same place without seeing each other. Choose what stays; the other version remains in the history.
conflicts-none = Nothing to decide. All versions agree.
conflicts-back = Back to the start
conflicts-nothing = Nothing
conflicts-by = { $who }, { $when }
conflicts-keep = Keep this version
conflicts-keep-name = Keep “{ $value }”
conflicts-keep-both = Keep both
conflicts-write-other = Write another version
conflicts-other = Another version
conflicts-keep-other = Keep this other version
conflicts-give-up = Back to the two versions
conflicts-not-a-number = Write a number, for instance 12,500.50.
conflicts-money = The amount, then the currency in three letters: 12,500 EUR.
conflicts-settled = { $field }: decided.
