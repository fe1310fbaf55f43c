# The suites: one file per subject, each a table of tests.
rooms += conformance/suites
conformance/suites.library := conformance
