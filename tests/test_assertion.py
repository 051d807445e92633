"""Assertions: is it there, when, and whose. Sentences are our own; « » marks the concept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartproof.model.reading import Assertion, Presence, Subject, Time
from chartproof.model.record import Document
from chartproof.terms.words import words_of
from chartproof.understand import elsewhere
from chartproof.understand.assertion import cues_in, meant
from chartproof.understand.elsewhere import said_elsewhere
from chartproof.understand.may_come import may_come

SENTENCES = """
# negation and its scope
«PE» r/o by CTA. | absent
PPx: heparin SQ for «DVT». | ahead
Right wrist «pain», old healed wrist fracture in childhood. | present
No necrosis, lipase 1400, continue «diabetes» diet. | present
No «fever», chills, or cough but has dyspnea. | absent
No fever, «chills», or cough but has dyspnea. | absent
No fever, chills, or «cough» but has dyspnea. | absent
No fever, chills, or cough but has «dyspnea». | present
Denies dysuria, frequency and «hematuria»; endorses flank pain. | absent
Denies dysuria, frequency and hematuria; endorses «flank pain». | present
There is no evidence of pneumonia, effusion or «pneumothorax». | absent
Denies: «chest pain», orthopnea. | absent
Negative for: nausea, «vomiting», diarrhea. | absent
Negative for the following: nausea, «vomiting». | absent
ROS negative except for «headache». | present
Patient without known allergies diagnosed with «gastric cancer». | present
No family history of interest and personal history of «hypertension». | past
No family and personal history of «melanoma». | absent
Myopia without correction and «diabetes». | present
Chest pain (no radiation) and «dyspnea». | present
No rash (trunk) or «edema». | absent
At no time did the patient have «chest pain». | absent
The source of the «bleeding» was not identified. | present
«Pneumonia» was not found on the film. | absent
«Pleural effusion», not seen on the prior CT. | present
«Pleural effusion» is not seen on the CT. | absent
«Methemoglobinemia» level was not determined. | absent
History of «cough» for 3 weeks. | present
History of «cough» for 3 weeks, now resolved. | past
Complications include «kidney failure» and pneumonia. | present
Possible complications include «pneumonia». | ahead
# normal for the age, entries made in error, fears
Degenerative change of the lower «spine», as expected for age. | absent
«COPD» was listed in error. | absent
«Diabetes»: charting error. | absent
Worried about colon «cancer» because her father had it. | possible
Worried about her «diabetes», which is poorly controlled. | present
Prediabetes. Not yet «diabetes». | absent
Not yet at goal, «diabetes». | present
Echo in one year, sooner for syncope, breathlessness or «heart failure». | ahead
She came in sooner for «migraine». | present
The leading concern was «acute coronary syndrome». | possible
Her main concern is «knee pain». | present
«Reflux» or spasm after a heavy meal is possible, and he got an antacid. | possible
I looked for tenosynovitis, «septic arthritis» and abscess and found none of them. | absent
Not pancreatitis, «hepatitis», thyrotoxicosis or a mole by the results above. | absent
Not in distress, «pneumonia» of the left lung. | present
He has never been told he has «high blood pressure». | absent
He was told he has «diabetes». | present
«ADHD» was queried in grade school and never diagnosed. | absent
Chronic «diarrhea» worked up elsewhere but never diagnosed. | present
«Epilepsy» was discussed; her risk is near that of any child. | absent
«Malnourished» looking, dietitian. | possible
First pregnancy was complicated by «preeclampsia»; term delivery 2023. | past
This is her first pregnancy, complicated by «preeclampsia». | present
«Gout» in years gone by. | past
«Cirrhosis» was raised by the night team, but liver tests were normal and that was dropped. | absent
«Adrenal insufficiency» was brought up but the cortisol was normal and the idea was dropped. | absent
«Hyponatremia» was found and that was dropped to 122 by the new drug. | present
«Pneumonia» was treated and the antibiotic was dropped to one. | present
Checked for «fat embolism», saturation was 97 percent, and this was not felt to be present. | absent
«Lyme disease» was drawn and came back negative. | absent
Right «optic neuritis» as the first event, vision came back. | past
Came with «chest pain» as the first symptom. | present
Told to come back for black stools, «fainting» or chest pain. | ahead
Return for loss of vision, trouble «swallowing», fever. | ahead
The «chest pain» has come back with vomiting. | present
Riding to a friend's when «back pain» began. | present
«UTI» suspected on admission, urine cultured. | possible
HIV dx'd 2011 when he was hospitalized with «Pneumocystis pneumonia». | past
«Melena»: negative | absent
Hematuria and «proteinuria» negative. | absent
«Cough» and fever, with a negative chest x-ray. | present
Pyuria, «hematuria» and negative nitrites. | present
«Rash» but negative ANA. | present
«Lymphadenopathy» and negative on repeat. | absent
Neither the bone scan nor the biopsy showed a «tumor». | absent
Neither CT nor MRI of the brain showed a tumor, but the EEG showed «seizures». | present
«Melena» - none | absent
«Edema»: none. | absent
«Chest pain»: No. | absent
«Chest pain»: denies | absent
«Chest pain»? No. | absent
«Heart failure»: no JVD today. | present
«Heart failure» - no edema on exam, continue furosemide. | present
«Pulmonary embolism» was ruled out. | absent
«Pulmonary embolism» has been ruled out by CT. | absent
Chest pain, ruled out «MI». | absent
Flank pain, possible recently passed «ureteral stone» | possible
«Chest pain», ruled out MI. | present
We ruled out «pulmonary embolism». | absent
«Pulmonary embolism», ruled out with a CTA. | absent
«MI», dissection and pericarditis ruled out today. | absent
BP 118/72, never treated for «hypertension». | absent
«Appendicitis» was effectively excluded. | absent
«Appendicitis» is unlikely. | absent
«Appendicitis» felt to be unlikely. | absent
Unlikely «appendicitis». | absent
Mother died of breast cancer at 44; maternal aunt «ovarian cancer». | family
C/S 2016; mother «uterine cancer». | family
She gave her kidney to her brother, who has «ESRD» from polycystic disease. | family
A man with no family history of PE who was followed for «proteinuria». | present
A family history of breast cancer, and she was found to have «hypothyroidism». | present
The death of her father from «colon cancer» upset her. | family
She has another child who has «cystic fibrosis». | family
Family history: father with gout, mother who was seen for «lupus». | family
PCR neg - «BK nephropathy» excluded. | absent
«Cauda equina syndrome» not a concern. | absent
COVID/«influenza» pending. | possible
Will watch this baby for «sepsis»: CBC at 6 h. | ahead
COVID and «RSV» shots given. | ahead
«Asthma» as child, outgrown. | past
Problems: «iron deficiency anemia» (2019, postpartum, resolved). | past
Past: «priapism» 2020, gallbladder removed. | past
Presented then with «pneumocystis pneumonia», recovered, nothing since. | past
She sat next to a confirmed «measles» case on the bus. | other
The patient underwent «aortic aneurysm» repair in March. | past
Scheduled for «inguinal hernia» repair next week. | present
She had a «skin cancer» removed 5 months ago. | past
«Carcinoma of the thyroid», status post thyroidectomy. | past
«Breast cancer» s/p lumpectomy, now on adjuvant chemotherapy. | present
I suspect she had an «anxiety attack». | possible
He states that he thought he was having a «heart attack». | possible
It felt like a «heart attack». | possible
Possible etiologies of her dysphagia include GERD, «esophagitis», stricture. | possible
I do not see any evidence of «osteomyelitis». | absent
The risks of surgery including infection, bleeding, «stroke» and death were discussed. | ahead
Blood work to determine if he does in fact have «Lyme disease». | possible
A «fracture» is not seen. | absent
«Hydronephrosis» not identified. | absent
No «hydronephrosis» is identified. | absent
Neuro: (-) «seizures» | absent
Fever, -«chills», +cough | absent
Fever, -chills, +«cough» | present
-«Hypertension», stable | present
She has neither «asthma» nor COPD. | absent
She has neither asthma nor «COPD». | absent
Tolerated feeds without «vomiting». | absent
Lungs free of «wheezes». | absent
He has never had a «stroke». | absent
She no longer has «palpitations». | absent
The patient does not have «diabetes». | absent
He doesn't have any «rash». | absent
She hasn't had «syncope». | absent
He was not «hypotensive» on arrival. | absent
He is not in any «respiratory distress». | absent
Ruled out for «myocardial infarction» by serial enzymes. | absent
I do not think she has «meningitis». | absent
I do not believe that this is «cellulitis». | absent
Chest pain not due to «myocardial infarction». | absent
Findings are not consistent with «pulmonary embolism». | absent
CT failed to show «diverticulitis». | absent
The study does not demonstrate «deep vein thrombosis». | absent
Absence of «jaundice» was noted. | absent
The patient lacks «insight». | absent
Negative «Murphy sign». | absent
No cyanosis or clubbing, 1+ «edema». | present
No cyanosis, +«edema». | present
No wheezes. «Crackles» at the bases. | present
No rash, there is «swelling» of the ankle. | present
No fever, mild «cough». | present
No focal deficit except for «facial droop». | present
No complaints other than «back pain». | present
No dyspnea due to «heart failure». | present
No acute distress. Morbid «obesity». | present
In no acute distress, «obese». | present
No vomiting, although «nausea» persists. | present
No chest pain, however she has «palpitations». | present
No fever, presents with «cough». | present
[ ] «Fever» [x] Cough | absent
«Vomiting» denied. | absent
w/o «focal deficit» | absent
Low suspicion for «pulmonary embolism». | absent
No vomiting or «diarrhea», and the abdomen is soft. | absent
No history of «seizures». | absent
Denies prior history of «stroke». | absent
The rash is macular, non-«pruritic». | absent
# what looks like a cue
Not only «diabetes» but also hypertension. | present
No change in «pleural effusion». | present
No «change in vision». | absent
No increase in «ascites». | present
No improvement in «back pain». | present
Blood cultures grew gram negative «bacteremia». | present
HER2 negative «breast cancer». | present
Pain relieved without difficulty, «cellulitis» of leg. | present
«Diabetes», not well controlled. | present
«Diabetes» is not well controlled. | present
Does not take insulin for «diabetes». | present
No longer on metformin for «diabetes». | present
Patient does not deny «alcohol use». | present
Not without «pain». | present
CT head without contrast shows «infarct». | present
She is not sure when the «cough» started. | present
Cannot rule out «pneumonia». | possible
«Pneumonia» cannot be excluded. | possible
«Pneumonia» has not been ruled out. | possible
There is no doubt that she has «lupus». | present
Creatinine 1.8, «acute kidney injury». | present
T 38.5, HR 110, BP 88/50: «septic shock». | present
Non-ST elevation «myocardial infarction». | present
# doubt
Possible «pneumonia». | possible
Probable «gout» of the great toe. | possible
Suspected «appendicitis». | possible
Likely «viral syndrome». | possible
This is most likely «costochondritis». | possible
Rule out «myocardial infarction». | possible
r/o «sepsis» | possible
Concern for «cholangitis». | possible
Mass suspicious for «lymphoma». | possible
?«Pneumonia» | possible
«Pneumonia»? | possible
«Pneumonia» versus atelectasis. | possible
Pneumonia versus «atelectasis». | possible
Opacity may represent «pneumonia». | possible
Evaluate for «fracture». | possible
Findings consistent with «pneumonia». | possible
c/w «osteoarthritis» | possible
«Gastritis» is suspected. | possible
Suspected UTI and «diabetes». | present
Possible pneumonia, «COPD». | present
Possible pneumonia was considered but «pneumonia» was ruled out. | absent
Suspected «DVT» was ruled out. | absent
Differential includes «colitis» and diverticulitis. | possible
Chest CT to evaluate for «dissection». | possible
Presumed «endocarditis». | possible
Cough, possibly due to «asthma». | possible
# time
History of «stroke». | past
h/o «breast cancer» | past
hx of «DVT» in the left leg | past
Past medical history significant for «gout», hypertension. | past
Past medical history significant for gout, «hypertension». | past
PAST MEDICAL HISTORY: «Diabetes». | past
s/p «appendectomy» | past
Status post «hip fracture» repair. | past
Prior «stroke» with residual weakness. | past
Previous «myocardial infarction». | past
Remote «tuberculosis». | past
She had «pancreatitis» in 2015. | past
Had «kidney stones» ten years ago. | past
«Asthma» in childhood. | past
«Pneumonia», resolved. | past
His «cellulitis» has resolved. | past
Resolved «pneumonia». | past
Former «smoker». | past
He used to have «migraines». | past
History of «acute pancreatitis». | past
The patient with a history of COPD presents with «chest pain». | present
History of hypertension, now with «headache». | present
History of present illness: «chest pain» for two days. | present
Long history of «low back pain». | present
Longstanding history of «hypertension». | present
10-year history of «diabetes». | present
Three day history of «cough» and fever. | present
Prior to admission she had «diarrhea». | present
Compared with prior study, the «effusion» is larger. | present
A 62 year old man with «angina». | present
«Diabetes» diagnosed in 2015. | present
«Rash» not resolved. | present
Unresolved «delirium». | present
# what may come
At risk for «falls». | ahead
If «fever» develops, call the office. | ahead
Return if «vomiting» recurs. | ahead
Should «bleeding» occur, apply pressure. | ahead
Aspirin to prevent «stroke». | ahead
«DVT» prophylaxis with heparin. | ahead
Screening for «colon cancer». | ahead
Monitor for «bleeding». | ahead
Watch for signs of «infection». | ahead
Risks include «bleeding» and infection. | ahead
Acetaminophen as needed for «pain». | ahead
Go to the ED if she has chest pain, dyspnea or «syncope». | ahead
Call for any nausea, vomiting, or «dizziness». | ahead
She felt as if she had «vertigo». | present
# whose
Mother with «breast cancer». | family
Her father had a «heart attack» at 50. | family
Family history of «colon cancer». | family
FHx: «diabetes» in father | family
Maternal aunt with «ovarian cancer». | family
Father: «hypertension», CAD. | family
Father died of «lung cancer». | family
«Breast cancer» in her mother. | family
«Colon cancer» (father) | family
Family history significant for diabetes and «stroke». | family
Her brother brought him in for «seizures». | present
Wife reports he has «confusion». | present
Mother states that he has had «fever». | present
Lives with her mother, has «asthma». | present
History obtained from mother; «rash» for two days. | present
Mother reports that her daughter has «cough». | present
Her partner has «chlamydia». | other
The donor had «hepatitis C». | other
Her husband was diagnosed with «COVID-19». | other
Exposure to «tuberculosis». | other
Mother had breast cancer; patient has «hypertension». | present
# the same in other words
There is no mediastinal or hilar «lymphadenopathy». | absent
Lungs are clear without «consolidation», effusion, or pneumothorax. | absent
No acute «fracture» or dislocation is identified. | absent
Heart size is normal without evidence of «congestive failure». | absent
The gallbladder is surgically «absent». | present
There was no mention of «incontinence». | absent
Patient denies having any «suicidal ideation». | absent
The patient has no known «drug allergies». | absent
He has had no further «bleeding». | absent
She was without «complaints» overnight. | absent
Cultures were negative for «MRSA». | absent
Stress test was negative for «ischemia». | absent
CT of the head was negative for «hemorrhage» or mass effect. | absent
He ruled out for an «MI». | absent
The patient was ruled out for «MI» with three sets of enzymes. | absent
No «pneumothorax» post procedure. | absent
Perinephric «abscess» not seen. | absent
There is no longer any «effusion». | absent
The previously seen «effusion» is no longer present. | absent
The «effusion» is no longer seen. | absent
«Fever» absent. | absent
There is absence of the «gag reflex». | absent
She was never «febrile» during admission. | absent
The abdomen was soft, nontender, with no «rebound» or guarding. | absent
There were no murmurs, rubs or gallops, and 2+ «edema» was present. | present
No cough; «fever» to 102. | present
She denies chest pain but admits to «dyspnea». | present
Although no «infiltrate» was seen, she was treated for pneumonia. | absent
Although no infiltrate was seen, she was treated for «pneumonia». | present
The patient had no «nausea» until yesterday. | absent
He denies «tobacco use» but drinks daily. | absent
Denies fevers, chills. Reports «night sweats». | present
Not a candidate for surgery because of «cirrhosis». | present
She did not tolerate metoprolol because of «bradycardia». | present
She has not had any recurrence of «seizures». | absent
He does not smoke; he has «COPD». | present
Patient was not given aspirin due to «GI bleed». | present
There is no role for anticoagulation in his «atrial fibrillation». | present
Her «hypertension» has not been a problem. | present
The «wound» did not appear infected. | present
She has no appetite and «weight loss». | absent
No significant change in the right «pleural effusion». | present
Interval resolution of «pneumonia». | past
The «pneumothorax» has completely resolved. | past
No interval change in «cardiomegaly». | present
There is no significant interval increase in size of the «aneurysm». | present
Patient is not known to have «diabetes». | absent
No prior history of «heart disease». | absent
Never diagnosed with «asthma». | absent
The patient had a negative workup for «pulmonary embolism». | absent
Negative test for «influenza». | absent
There is insufficient evidence for «sepsis». | absent
Without any signs or symptoms of «infection». | absent
No sign of «abscess» or osteomyelitis. | absent
Not suggestive of acute «cholecystitis». | absent
«Endocarditis» was excluded by TEE. | absent
Infection was thought less likely than «gout». | present
Workup revealed no evidence for «malignancy». | absent
This does not represent «cellulitis». | absent
Doubt «pulmonary embolism». | absent
Pneumonia unlikely given clear film. «COPD» exacerbation more likely. | possible
Presents with abdominal pain, nausea but no «vomiting». | absent
Abdominal pain with nausea, no vomiting, and «diarrhea». | absent
His past medical history is remarkable for «CABG» and hypertension. | past
She has a past history of «depression». | past
Past medical history: «Asthma», GERD. | past
Past medical history: Asthma, «GERD». | past
PMH: «CHF», COPD, DM | past
She is status post «hysterectomy» in 1998. | past
Patient with known «coronary artery disease». | present
He had an «MI» in 2004. | past
He had an «MI» 5 years ago. | past
He has a remote history of «alcohol abuse». | past
He has had «back pain» for 3 weeks. | present
History of «prostate cancer» status post radiation. | past
A 55-year-old man with history of diabetes who presents with «foot ulcer». | present
A 70 yo F with h/o CHF, «CAD» admitted for dyspnea. | past
A 70 yo F with h/o CHF, CAD admitted for «dyspnea». | present
He has a history of hypertension and hyperlipidemia and was found to have «anemia». | present
The patient had «pneumonia» last year. | past
«Hepatitis B» in the past. | past
Prior «DVT», on warfarin. | past
She has previously had «migraines». | past
She reports previous «UTIs». | past
Reports prior episodes of «syncope». | past
He underwent resection of «colon cancer» in 2010. | past
There is an old «infarct» in the left basal ganglia. | past
Chronic changes of prior «granulomatous disease». | past
If you develop «fever», chills, or shortness of breath, return to the ER. | ahead
Return to the emergency room for «chest pain» or dyspnea. | ahead
She should call if she has increasing «pain». | ahead
He was started on heparin for «DVT» prophylaxis. | ahead
Colace to prevent «constipation». | ahead
Patient is at high risk for «aspiration». | ahead
She was instructed to watch for signs of «bleeding». | ahead
Morphine p.r.n. «pain». | ahead
Tylenol for «pain». | present
Her mother died of «breast cancer» at age 60. | family
Two brothers with «hemophilia». | family
Family history: Mother with «diabetes», father with CAD. | family
Family history: Mother with diabetes, father with «CAD». | family
FAMILY HISTORY: Negative for «colon cancer». | family
Positive family history of «heart disease». | family
There is a strong family history of «premature CAD». | family
Both parents have «hypertension». | family
Her sister has «lupus» and her brother had leukemia. | family
Her son noticed that she was «confused». | present
His wife noted «jaundice» this morning. | present
According to his wife he had a «seizure». | present
The patient's mother brought her in because of «vomiting». | present
Patient lives with his brother and has «schizophrenia». | present
The patient's daughter states that she has «dementia». | present
Her mother is concerned about her «weight loss». | present
She takes care of her mother who has «Alzheimer disease». | family
Findings may be due to «infection». | possible
This could represent early «appendicitis». | possible
Cannot exclude «small bowel obstruction». | possible
«Infection» cannot be ruled out. | possible
«Malignancy» not excluded. | possible
Questionable «nodule» in the right lung. | possible
Presumed diagnosis of «sarcoidosis». | possible
She was admitted to rule out «MI». | possible
Chest pain, r/o «MI». | possible
Probable left lower lobe «pneumonia». | possible
DVT vs «cellulitis». | possible
Chest pain likely secondary to «GERD». | possible
«Chest pain» likely secondary to GERD. | present
«Hypotension», likely due to dehydration. | present
Acute «renal failure» likely prerenal. | present
Lightheadedness, possibly «orthostatic hypotension». | possible
# what is over by the writer's own words
«Asthma» was considered in triage and not felt to be present. | absent
«Appendicitis» was considered, never developed. | absent
«Meningitis» and otitis looked for, not found. | absent
«Influenza», RSV, pertussis excluded. | absent
«Seizures», meningitis excluded. | present
«Pyelonephritis» and torsion thought of, neither fits. | absent
«Chorea» long ago but the gene test is normal and I do not think she has it. | absent
«Hypertension» never, takes no drugs. | absent
Distribution is wrong for «shingles». | absent
She wonders about «Lyme disease». | possible
Femoral «nerve injury» r/o. | absent
Excluded: «pulmonary embolism», pneumonia. | absent
Old problem list: «gout», sepsis. | past
Chart problem list still reads "«psoriasis»" and more. | past
Old chart says "«cirrhosis»". | past
Problem list cleaned: «emphysema», depression. | past
Copied list from 2013: «anemia». | past
"«Colitis»" shows in an old problem list but biopsies were normal. | past
«GERD» (gone since surgery). | past
«Gout» (no attack since 2015). | past
«Retinopathy of prematurity» regressed - all done with. | past
«Eczema» cleared. | past
«Kidney stones» in the 80s. | past
«Migraine» in college, none now. | past
«Anxiety» in her 20s, no treatment now. | past
«Preeclampsia» with first baby. | past
«Pyelonephritis» at 20 wk, treated, cultures clean ever since. | past
Hospital had treated «UTI» in May, finished abx, no symptoms now. | past
Had «bronchiolitis» in Jan, hosp 2 nights, fine since. | past
«Seizure disorder» (one seizure with the stroke, off levetiracetam 2022, none since). | past
«Endometriosis» dx lap 2008, quiet since last child. | past
«Dialysis» 2012-14, none since. | past
The «DVT» was after surgery in 2003, 6 months of warfarin. | past
«Cataracts» out both eyes. | past
«Colon polyp» removed 2022, next scope 2027. | past
Open hysterectomy 2004 for «fibroids». | past
«Graves disease», radioiodine in 2014. | past
Will have a «hernia» repair. | present
«Hypothyroid» ever since radioiodine. | present
Prior stroke without deficits, «bladder cancer» on chemotherapy. | present
Biopsies for H. pylori and «cancer». | possible
They ask the chance of a child having «cystic fibrosis». | ahead
Several residents with «influenza» per the county. | other
«Scabies» going round the home. | other
Partner «HSV» positive, she is not. | other
«Asthma» since childhood, on daily fluticasone. | present
«HTN», diagnosed in 2015, on lisinopril. | present
«AFib», cardioverted in March, on apixaban. | present
Resolved: «cellulitis» of the left leg. | past
«Nephritis» from the drug was considered; bland urine, so not felt likely. | absent
«Seizure» was considered for brief arm twitching: EEG negative. | absent
She finished amoxicillin for an «ear infection» two weeks ago. | past
Bilateral «PE» 2014 after ankle surgery, off warfarin since. | past
Muscle aches on simvastatin and «rash» yrs ago. | past
«Preeclampsia» warnings gone over. | ahead
R IF «laceration» over the knuckle. | present
Talked of quitting and the link with «bladder cancer». | ahead
Stage 2 «pressure injury», not present on arrival. | present
Lives with mom and her boyfriend, who «smokes» inside. | other
Dad, who «smokes», is here too. | family
Brought by her partner, who reports «fever». | present
Her mother, who lives nearby, had a «stroke». | family
"""

AXES: dict[str, Presence | Time | Subject] = {
    "absent": Presence.ABSENT,
    "possible": Presence.POSSIBLE,
    "past": Time.PAST,
    "ahead": Time.AHEAD,
    "family": Subject.FAMILY,
    "other": Subject.OTHER,
}
ROWS = [tuple(row.rsplit(" | ", 1)) for row in SENTENCES.splitlines() if " | " in row]


def read(sentence: str, section: str = "other") -> Assertion:
    start, end = sentence.index("«"), sentence.index("»") - 1
    document = Document("d", sentence.replace("«", "").replace("»", ""))
    cues = cues_in(document.text, 0, len(document.text))
    return meant(document, start, end, cues, section)


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_how_it_is_meant(sentence: str, expected: str) -> None:
    said = read(sentence)
    axis = AXES.get(expected)
    if axis is None:
        assert said == Assertion(cues=said.cues), said
    else:
        assert axis in (said.presence, said.time, said.subject), said
        if expected in ("absent", "possible"):
            assert said.subject is Subject.PATIENT
        elif expected in ("past", "ahead"):
            assert said.presence is Presence.PRESENT
            assert said.subject is Subject.PATIENT


def test_enough_sentences() -> None:
    assert len(ROWS) >= 120


def test_cues_are_the_evidence() -> None:
    assert [c.words for c in read("Denies fever or «cough».").cues] == ["Denies"]
    assert [c.words for c in read("No history of «seizures».").cues] == ["No", "history of"]
    assert read("«Cough» for two days.").cues == ()


def test_doubt_by_consistency_keeps_its_own_label() -> None:
    text = "consistent with pneumonia, possible effusion"
    cues = [c for c in cues_in(text, 0, len(text)) if c.what == "possible"]
    assert [c.sense.label for c in cues] == ["consistent", "possible"]


def test_sections_speak() -> None:
    assert read("«Diabetes», stroke", "family_history").subject is Subject.FAMILY
    assert read("«Cholecystectomy»", "psh").time is Time.PAST
    assert read("«Diabetes»", "pmh") == Assertion()


def test_cues_of_a_line_stay_in_it() -> None:
    text = "No fever.\nNo cough."
    assert [(c.start, c.end) for c in cues_in(text, 10, 18) if c.what == "absent"] == [(10, 12)]


WORDS = st.sampled_from(
    [
        *["no", "not", "denies", "fever", "but", "history", "of", "s/p", "mother", "with", "had"],
        *["in", "2015", "if", *",.;?-():+\nİé\u2019\ue000\ue003"],
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)), st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    cues = cues_in(text, first, last)
    document = Document("d", text)
    for cue in cues:
        assert first <= cue.start < cue.end <= last
        assert document.quote(cue.start, cue.end).words == text[cue.start : cue.end]
    if first < last:
        said = meant(document, first, last, cues_in(text, 0, len(text)))
        assert all(text[c.start : c.end] == c.words for c in said.cues)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("His last stress test was normal.", ()),
        ("Job stress is worse.", ("stress",)),
        ("She started pottery during the COVID-19 pandemic.", ()),
        ("Tested positive, COVID-19.", ("covid", "19")),
        ("Pain medication for knee pain.", ("pain",)),
        ("Worse since last fall.", ()),
        ("Dengue/malaria PCR, typhoid smear x3.", ("pcr", "smear", "x3")),
        ("Lyme, HIV, RPR drawn, pending.", ("rpr", "drawn", "pending")),
        ("Hepatitis C antibody positive.", ("hepatitis", "c", "antibody", "positive")),
        ("Malaria, treated with artesunate.", ("malaria", "treated", "artesunate")),
        ("Immunizations UTD except influenza.", ("immunizations", "utd")),
    ],
)
def test_words_that_say_something_else(text: str, said: tuple[str, ...]) -> None:
    words = words_of(text, 0, len(text))
    elsewhere = said_elsewhere(words)
    kept = [w for i, w in enumerate(words.folded) if i not in elsewhere]
    for word in ("stress", "covid", "19", "pain", "fall"):
        assert kept.count(word) == said.count(word), (word, kept)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("R forearm abrasion", ["right"]),
        ("L-sided weakness", ["left"]),
        ("RLE cellulitis", ["right"]),
        ("B/L knee pain", ["bilateral"]),
        ("R and L knees", ["right", "left"]),
        ("2 L oxygen by nasal cannula, R 18", []),
        ("Rib fractures L 6-8", ["left"]),
        ("L spine tender", []),
        ("Rib fx 4-6 L", ["left"]),
        ("Bil knee OA", ["bilateral"]),
        ("T Bil 3.2", []),
        ("Open globe OD", ["right"]),
        ("TM perf AS central", ["left"]),
    ],
)
def test_a_capital_may_be_a_side(text: str, sides: list[str]) -> None:
    folded = words_of(text, 0, len(text)).folded
    assert [w for w in folded if w in {"left", "right", "bilateral"}] == sides


def test_what_is_said_elsewhere_is_more_than_one_word() -> None:
    """A phrase that folds to one word would silence that word everywhere."""
    table = Path(elsewhere.__file__).parent / "cues/elsewhere.tsv"
    phrases = [row.split("\t")[0] for row in table.read_text("utf-8").splitlines()[1:]]
    assert [p for p in phrases if len(words_of(p, 0, len(p)).folded) < 2] == []


def test_a_long_list_is_no_list_of_effects_and_is_read_at_once() -> None:
    """Items that commas part are read one way: tried in every way, forty would take days."""
    items = "Side effects. " + ", ".join("item" for _ in range(40)) + " end of it"
    assert may_come(items, len("Side effects. "), len(items)) == ()
    effects = "colchicine; diarrhea/myopathy side effects"
    assert may_come(effects, 0, len(effects))


def test_a_long_gap_behind_a_score_is_read_at_once() -> None:
    spaced, score = "ASCVD" + " " * 200_000 + "yes", "ASCVD 5.4%"
    assert 0 not in said_elsewhere(words_of(spaced, 0, len(spaced)))
    assert 0 in said_elsewhere(words_of(score, 0, len(score)))
