"""What every desk page needs."""


def desk(request):
    return {}
