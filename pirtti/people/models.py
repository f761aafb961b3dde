"""Who: accounts, one-time links, the journal, brakes against guessing."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from pirtti.core import privacy


class UserManager(BaseUserManager["User"]):
    """Makes accounts; nobody needs a password."""

    def create_user(
        self, email: str, name: str = "", password: str | None = None, **more: Any
    ) -> "User":
        """Make an account that signs in by a code or a link sent to `email`."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **more)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """An account of staff or a volunteer (käyttäjätunnus); families need none."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name shown to colleagues"), max_length=80)
    language = models.CharField(_("language"), max_length=8, default="fi")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    PRIVACY = privacy.fields(
        privacy.personal(
            "signing in and being reached at work",
            "email",
            "name",
            "language",
            "password",
            "last_login",
            "joined_at",
            "is_active",
            kept="12 months after the last role has ended",
        ),
    )

    def __str__(self) -> str:
        return self.name or self.email


class SignInLink(models.Model):
    """A one-time link that signs one account in (kertakirjautumislinkki).

    Only a hash is kept. Opening the link shows a button; pressing it signs in,
    so that a mail scanner that opens links uses nothing up.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.personal(
            "signing in once without a password",
            "user",
            "token_hash",
            "expires_at",
            "used_at",
            kept="30 days after it was made",
        ),
    )

    def __str__(self) -> str:
        return f"link of {self.user_id} until {self.expires_at:%Y-%m-%d %H:%M}"


class JournalEntry(models.Model):
    """One line that an action wrote: who did what to which thing (lokirivi)."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    details = models.JSONField(default=dict)

    PRIVACY = privacy.fields(
        privacy.personal(
            "telling afterwards who changed what",
            "at",
            "by",
            "verb",
            "subject_type",
            "subject_id",
            "details",
            kept="12 months; the account's name goes with the account",
        ),
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id", "at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"

    @classmethod
    def record(
        cls, verb: str, *, by: "User | None", on: models.Model, **details: Any
    ) -> "JournalEntry":
        """Write the line; `details` holds plain values and never a person's words."""
        return cls.objects.create(
            verb=verb,
            by=by,
            subject_type=on._meta.label_lower,
            subject_id=str(on.pk),
            details=details,
        )


class Brake(models.Model):
    """A token bucket that slows guessing down (arvailun jarru).

    The key is a hash of what is tried and of the network it comes from, cut to
    /24 or /48; no address is stored.
    """

    key = models.CharField(max_length=64, primary_key=True)
    tokens = models.FloatField()
    refilled_at = models.DateTimeField()

    PRIVACY = privacy.fields(
        privacy.internal(
            "slowing guessing down",
            "key",
            "tokens",
            "refilled_at",
            kept="a day after the last try",
        ),
    )

    def __str__(self) -> str:
        return f"{self.tokens:.1f} tries left"
