-- What was there on many days does not become as new as what was there on one.
update baseline_term set strength = least(days, 20) where days > 1;
