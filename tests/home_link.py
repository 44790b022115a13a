"""The link of this process that signs in a browser at home."""

from cmlguide.web.frame import home


def fresh_link() -> str:
    """Its address, renewed where it is older than its ten minutes: the tests may take longer."""
    home.link.renew_if_ended()
    return home.link.path()
