"""The procedure of an application once more, in other words, for tests to compare: who goes from
where to where. A + stands before what has conditions, a second role after who confirms."""

from __future__ import annotations

_TABLE = """
filling               +freeze          county_head                    ready_to_seal
ready_to_seal         thaw             county_head                    filling
ready_to_seal         +submit          county_head                    under_review/city
filling               +drop            county_head                    dropped
ready_to_seal         +drop            county_head                    dropped
under_review/city     +send_back       city_officer                   returned/city
under_review/region   +send_back       region_officer                 returned/region
returned/city         +freeze          county_head                    ready_to_reseal/city
returned/region       +freeze          county_head                    ready_to_reseal/region
ready_to_reseal/city  thaw             county_head                    returned/city
ready_to_reseal/region thaw            county_head                    returned/region
ready_to_reseal/city  +resubmit        county_head                    under_review/city
ready_to_reseal/region +resubmit       county_head                    to_reconfirm/region
to_reconfirm/region   +reconfirm       city_officer                   under_review/region
to_reconfirm/region   object           city_head                      not_recommended/city
to_reconfirm/region   +pass            clock                          under_review/region
returned/city         +lapse           clock                          under_review/city
ready_to_reseal/city  +lapse           clock                          under_review/city
returned/region       +lapse           clock                          under_review/region
ready_to_reseal/region +lapse          clock                          under_review/region
under_review/city     decline          city_head                      not_recommended/city
under_review/city     +recommend       city_officer                   recommended/city
recommended/city      unrecommend      city_head                      under_review/city
recommended/city      +send            city_head                      under_review/region
under_review/region   +recall          city_head                      recommended/city
under_review/region   +accept          region_officer,second_officer  accepted/region
under_review/region   +refuse          region_officer,second_officer  refused/region
accepted/region       +send_back       region_officer                 returned/region
in_expert_review/region +send_back     region_officer                 returned/region
to_decide/region      +send_back       region_officer                 returned/region
accepted/region       +put_to_review   organiser                      in_expert_review/region
in_expert_review/region +close_review  organiser                      to_decide/region
to_decide/region      decide:proposed  region_head                    proposed/region
to_decide/region      decide:cultivated region_head                   cultivated/region
to_decide/region      decide:declined  region_head                    declined/region
to_decide/region      decide:to_decide region_head                    to_decide/region
proposed/region       +recognise       region_head                    recognised/region
proposed/region       +reopen          region_head                    to_decide/region
under_review/city     withdraw         county_head                    withdrawn
under_review/region   withdraw         county_head                    withdrawn
returned/city         withdraw         county_head                    withdrawn
returned/region       withdraw         county_head                    withdrawn
ready_to_reseal/city  withdraw         county_head                    withdrawn
ready_to_reseal/region withdraw        county_head                    withdrawn
to_reconfirm/region   withdraw         county_head                    withdrawn
recommended/city      withdraw         county_head                    withdrawn
accepted/region       withdraw         county_head                    withdrawn
in_expert_review/region withdraw       county_head                    withdrawn
to_decide/region      withdraw         county_head                    withdrawn
under_review/city     rectify          city_officer                   under_review/city
recommended/city      rectify          city_officer                   recommended/city
under_review/region   +rectify         region_officer                 under_review/region
to_reconfirm/region   +rectify         region_officer                 to_reconfirm/region
accepted/region       +rectify         region_officer                 accepted/region
in_expert_review/region +rectify       region_officer                 in_expert_review/region
to_decide/region      +rectify         region_officer                 to_decide/region
proposed/region       +rectify         region_officer                 proposed/region
not_recommended/city  +review_request  county_head                    in_recheck/city
refused/region        +review_request  county_head                    in_recheck/region
declined/region       +review_request  county_head                    in_recheck/region
in_recheck/city       +uphold:not_recommended   region_head           not_recommended/city
in_recheck/region     +uphold:refused  region_head                    refused/region
in_recheck/region     +uphold:declined region_head                    declined/region
in_recheck/city       +overturn:not_recommended region_head           under_review/city
in_recheck/region     +overturn:refused region_head                   under_review/region
in_recheck/region     +overturn:declined region_head                  to_decide/region
"""

# (place, move, outcome) → (roles: who makes it and who confirms it, where it ends, conditions)
MODEL: dict[tuple[str, str, str], tuple[list[str], str, bool]] = {}
for _line in _TABLE.split("\n"):
    if _line:
        _start, _move, _who, _to = _line.split()
        _name, _, _outcome = _move.lstrip("+").partition(":")
        MODEL[_start, _name, _outcome] = (_who.split(","), _to, _move.startswith("+"))

PLACES = sorted({place for (start, *_), (_, to, _) in MODEL.items() for place in (start, to)})
STEPS = {(start, to) for (start, *_), (_, to, _) in MODEL.items()}
MOVES = sorted({(move, outcome) for _, move, outcome in MODEL})
