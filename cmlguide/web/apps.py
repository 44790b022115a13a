from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages. It has no models: what a person entered is `cmlguide.records`."""

    name = "cmlguide.web"
    label = "web"
