"""The pages that are looked at by axe, at 320 pixels, in three languages."""

PUBLIC = {
    "front": "/",
    "area": "/area/koivukyla/",
    "week": "/area/koivukyla/?when=week",
    "narrowed": "/area/vantaa/?for=fathers&free=1&booking=no",
    "nothing": "/area/enontekio/",
    "near, several": "/near/?q=ko",
    "near, nothing": "/near/?q=qqqqq",
    "place": "/place/koivukylan-kohtaamispaikka/",
    "print": "/place/koivukylan-kohtaamispaikka/print/",
    "screen": "/place/koivukylan-kohtaamispaikka/screen/?pause=1",
    "screen of an area": "/area/koivukyla/screen/?look=dark&pause=1",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "sign in": "/sign-in/",
    "demo": "/demo/",
    "missing": "/place/there-is-none/",
}

# Of the desk: the role that opens it, and the address.
DESK = {
    "today": ("coordinator", "/desk/"),
    "today of a volunteer": ("volunteer", "/desk/"),
    "week": ("coordinator", "/desk/week/"),
    "activities": ("coordinator", "/desk/activities/"),
    "new activity": ("coordinator", "/desk/activities/new/"),
    "places": ("area_coordinator", "/desk/places/"),
    "new place": ("area_coordinator", "/desk/places/new/"),
    "who is here": ("coordinator", "/desk/here/"),
    "cards of workers": ("area_coordinator", "/desk/cards/"),
    "new card": ("area_coordinator", "/desk/cards/new/"),
    "organisations": ("area_coordinator", "/desk/organisations/"),
    "roles": ("area_coordinator", "/desk/roles/"),
    "new role": ("area_coordinator", "/desk/roles/new/"),
    "figures": ("coordinator", "/desk/figures/"),
    "figures by year": ("umbrella_officer", "/desk/figures/?by=year"),
    "silent": ("umbrella_officer", "/desk/silent/"),
    "own account": ("volunteer", "/sign-in/me/"),
}
