import pytest
from django.test import Client
from pirtti.network.rules import Role
from pirtti.network.tests.factories import RoleFactory
from tests.house import scene as scenes, test_headers as th, test_query_budget as tq, test_roles as tr
from tests.house.test_query_budget import house
pytestmark = pytest.mark.django_db
DESK=["desk:planning","desk:round_new","desk:round","desk:plan_answer","desk:gaps","desk:gaps_csv","desk:wheel","desk:year","desk:organisation"]
PUB=["site:edition","site:plan_answer","site:area"]
PRESS=["desk:coming_change_remove","desk:round_close","desk:round_reopen","desk:round_publish","desk:plan_nudge","desk:year_mark_remove"]

def test_queries(house):
    client=Client(); client.force_login(tq._busy(house.own))
    pub={n:tq.PUBLIC[n] for n in PUB}; desk={n:tq.DESK[n] for n in DESK}
    scenes.fill(house.own, range(3)); few=tq.measure(house,pub,Client)|tq.measure(house,desk,lambda:client)
    scenes.fill(house.own, range(3,12)); many=tq.measure(house,pub,Client)|tq.measure(house,desk,lambda:client)
    print({k:(len(few[k]),len(v)) for k,v in many.items()})
    for k in many:
        if len(many[k])>len(few[k]): print(k); print("\n".join(s[:200] for s in many[k]))
    assert tq.compare(few,many,pub|desk)==({},{})

@pytest.mark.parametrize("language",["fi","en"])
def test_headers_and_safe(house, language):
    client=Client(); client.force_login(RoleFactory(role=Role.AREA_COORDINATOR, area=house.own.area).user)
    before=scenes.stored()
    ad={n:house.own.address(n,language) for n in PUB+DESK}
    wrong=th.look(client,ad,language,{200})
    assert scenes.changed(before,scenes.stored())==[]
    assert wrong=={}
    for n in ("site:edition",):
        a=th.ask(Client(),ad[n]); b=th.ask(Client(),ad[n])
        assert dict(a.items())==dict(b.items())
        assert b"csrf" not in a.body and not a.cookies
    print(th.ask(Client(),ad["site:plan_answer"])["Cache-Control"])

@pytest.mark.parametrize("held_at",["place","organisation","area"])
@pytest.mark.parametrize("role",[Role.VOLUNTEER, Role.WORKER, Role.AREA_COORDINATOR, Role.ORGANISATION_CONTACT])
def test_roles(house, role, held_at, monkeypatch):
    pol={n:l for n,l in tr.POLICY.items() if n in DESK+PRESS}
    monkeypatch.setattr(tr,"POLICY",pol)
    user=RoleFactory(role=role, **{held_at:getattr(house.own,held_at)}).user
    def decide(name,line,side,method):
        if method not in line.methods: return {405}
        reached= side=="own" or name not in scenes.ABOUT
        return tr.DONE[method] if reached and tr.opens(line,role,held_at) else {404}
    assert tr.probe(tr.signed_in(user),house,decide)==[]

def test_none(house):
    for role in Role: pass
    from pirtti.people.tests.factories import UserFactory
    user=UserFactory()
    for role in Role: RoleFactory(user=user, role=role, area=house.country)
    c=tr.signed_in(user); found=[]
    from django.urls import reverse
    for n,l in tr.POLICY.items():
        if n not in DESK+PRESS: continue
        nobody=[0 for _ in house.own.args(n)]
        for m in l.methods if nobody else ():
            s=tr.send(c,m,reverse(n,args=nobody)).status_code
            if s!=404: found.append((n,m,s))
    assert found==[]
