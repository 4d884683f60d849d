"""Additive cubes of whole numbers: what the measures count, by municipality, benefit, group, month and rule set.

A cube is a sum over citizens. So the cubes of blocks add up to the cube of them all, a changed citizen is corrected by
taking the old figures out and putting the new ones in, and a changed law is answered by counting anew the slices
(month x rule set) it can have touched, and no others.
"""

from rettidig.motor.kubemaal import MAAL
from rettidig.motor.kuber.genberegning import beroerte, genberegn
from rettidig.motor.kuber.kube import Celle, Kube, Kubeopsaetning, Snit
from rettidig.motor.kuber.kubefil import Gemtkube, Kubekilde, aabn_kube, gem_kube, kilde_til_data, kilde_til_lager
from rettidig.motor.kuber.kubemaalinger import Kubemaalinger, aar_af_kube, maaling_af_kube
from rettidig.motor.kuber.opgave import Kubeopgave
from rettidig.motor.kuber.optaelling import optael
from rettidig.motor.kuber.rettelse import ret
from rettidig.motor.kuber.stempler import motorstempel, stempler
from rettidig.motor.kuber.tabel import KUBESKEMA, kube_af_tabel, laeg_sammen, tabel_af_kube

__all__ = [
    "KUBESKEMA",
    "MAAL",
    "Celle",
    "Gemtkube",
    "Kube",
    "Kubekilde",
    "Kubemaalinger",
    "Kubeopgave",
    "Kubeopsaetning",
    "Snit",
    "aabn_kube",
    "aar_af_kube",
    "beroerte",
    "gem_kube",
    "genberegn",
    "kilde_til_data",
    "kilde_til_lager",
    "kube_af_tabel",
    "laeg_sammen",
    "maaling_af_kube",
    "motorstempel",
    "optael",
    "ret",
    "stempler",
    "tabel_af_kube",
]
