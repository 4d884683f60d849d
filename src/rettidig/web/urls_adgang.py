"""The addresses of logins, users, blocks and the log of readings."""

from __future__ import annotations

from django.urls import path, re_path

from rettidig.adgang.login import oidc, saml
from rettidig.web.views import adgang_brugere, adgang_log, adgang_sager

urlpatterns = [
    re_path(r"^konto/oidc/(?P<provider_id>[^/]+)/login/$", oidc.login, name="openid_connect_login"),
    re_path(r"^konto/oidc/(?P<provider_id>[^/]+)/login/callback/$", oidc.callback, name="openid_connect_callback"),
    re_path(r"^konto/saml/(?P<organization_slug>[^/]+)/acs/finish/$", saml.finish, name="saml_finish_acs"),
    path("brugere/", adgang_brugere.liste, name="brugere"),
    path("brugere/ny/", adgang_brugere.ny, name="bruger_ny"),
    path("brugere/<int:pk>/", adgang_brugere.vis, name="bruger"),
    path("brugere/<int:pk>/spaer/", adgang_brugere.spaer, name="bruger_spaer"),
    path("brugere/<int:pk>/nulstil/", adgang_brugere.nulstil, name="bruger_nulstil"),
    path("brugere/<int:pk>/link/", adgang_brugere.link, name="bruger_link"),
    path("spaerringer/", adgang_sager.spaerringer, name="spaerringer"),
    path("spaerringer/<int:pk>/ophaev/", adgang_sager.ophaev_spaerring, name="spaerring_ophaev"),
    path("noedadgang/", adgang_sager.noedadgang, name="noedadgang"),
    path("laeselog/", adgang_log.laeselog, name="laeselog"),
    path("laeselog/excel/", adgang_log.laeselog_excel, name="laeselog_excel"),
    path("hvem-har-set/", adgang_log.hvem_har_set, name="hvem_har_set"),
]
