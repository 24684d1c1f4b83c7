/**
 * What an organisation makes of rules: which run and how sharp, what is passed over for a time, what others wrote. Owns
 * the rules that are in force at this moment; every change has a reason and is an entry of the ledger.
 */
@NullMarked
package io.elevenfold.detection.tuning;

import org.jspecify.annotations.NullMarked;
