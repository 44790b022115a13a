"""A password hasher that counts its work: how often it ran does not depend on how busy the machine is."""

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """Quick, and `runs` says how many hashes were made since it was last set to 0."""

    runs = 0

    def encode(self, password, salt):
        CountingHasher.runs += 1
        return super().encode(password, salt)
