"""A password hasher that counts its runs: their number does not depend on how busy the machine is."""

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """A fast hasher; `runs` is the number of hashes made since it was last set to 0."""

    runs = 0

    def encode(self, password, salt):
        CountingHasher.runs += 1
        return super().encode(password, salt)
